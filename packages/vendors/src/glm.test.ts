import { readConfig } from '@sensorium/kit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { glmAccess, keyVendor } from './glm.ts'
import { glmSettings } from './settings.ts'

function access(env: Record<string, string>) {
  const read = readConfig(z.object(glmSettings), { flags: new Map(), env })
  if (!read.ok) throw new Error(read.faults.join())
  return { ...glmAccess(read.value), vendor: keyVendor(read.value) }
}
const none = { key: undefined, baseUrl: undefined }

describe('glmAccess', () => {
  it('takes the first key for one of Z.AI', () => {
    expect(access({ Z_AI_API_KEY: 'a' })).toEqual({ zai: { ...none, key: 'a' }, bigmodel: none, vendor: 'zai' })
  })

  it('keeps both vendors apart', () => {
    expect(access({ Z_AI_API_KEY: 'a', Z_AI_BASE_URL: 'https://a.test/v4', BIGMODEL_API_KEY: 'b' })).toMatchObject({
      zai: { key: 'a', baseUrl: 'https://a.test/v4' },
      bigmodel: { key: 'b', baseUrl: undefined },
    })
  })

  it('gives the key to BigModel when the mode says so, and to nobody else', () => {
    expect(access({ Z_AI_API_KEY: 'a', Z_AI_MODE: 'ZHIPU', Z_AI_BASE_URL: 'https://b.test/v4' })).toEqual({
      zai: none,
      bigmodel: { key: 'a', baseUrl: 'https://b.test/v4' },
      vendor: 'bigmodel',
    })
  })

  it('finds the key of BigModel under its own name in that mode too', () => {
    expect(access({ BIGMODEL_API_KEY: 'b', Z_AI_MODE: 'ZHIPU' }).bigmodel.key).toBe('b')
  })
})
