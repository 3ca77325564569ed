import { describe, expect, it } from 'vitest'
import { createHostPolicy } from './host-policy.ts'

describe('createHostPolicy', () => {
  it.each([
    ['127.0.0.1', [], 'localhost:7432', true],
    ['127.0.0.1', [], '127.0.0.1', true],
    ['127.0.0.1', [], '[::1]:7432', true],
    ['127.0.0.1', [], 'LOCALHOST', true],
    ['127.0.0.1', [], 'attacker.example', false],
    ['127.0.0.1', [], 'localhost.attacker.example', false],
    ['127.0.0.1', [], 'localhost@attacker.example', false],
    ['127.0.0.1', [], 'localhost/../attacker.example', false],
    ['127.0.0.1', [], '', false],
    ['127.0.0.1', [], undefined, false],
    ['127.0.0.1', ['sensorium.example'], 'sensorium.example:443', true],
    ['192.0.2.7', [], '192.0.2.7:7432', true],
    ['2001:db8::7', [], '[2001:db8::7]:7432', true],
    ['127.0.0.1', ['*'], 'anything.example', true],
  ])('bound to %s with %j: Host %s is %s', (bound, allowed, host, expected) => {
    expect(createHostPolicy(bound, allowed).allowsHost(host)).toBe(expected)
  })

  it.each([
    [undefined, true],
    ['http://localhost:5173', true],
    ['https://attacker.example', false],
    ['null', false],
    ['file://', false],
  ])('Origin %s is %s', (origin, expected) => {
    expect(createHostPolicy('127.0.0.1', []).allowsOrigin(origin)).toBe(expected)
  })
})
