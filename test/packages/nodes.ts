import { dirname } from 'node:path'
import { execa } from 'execa'

/** A Node of this version, from npm's own package of it; undefined where that cannot be had. */
export async function findNode(version: string): Promise<string | undefined> {
  const print = ['node', '-p', 'process.execPath']
  const { exitCode, stdout } = await execa('npx', ['--yes', '--prefer-offline', '-p', `node@${version}`, ...print], {
    reject: false,
    timeout: 90_000,
  })
  return exitCode === 0 ? stdout.trim().split('\n').at(-1) : undefined
}

/** The environment of somebody new: this Node, npm, and an empty home. */
export function newUser(node: string, home: string): Record<string, string> {
  return { PATH: [dirname(node), process.env['PATH'] ?? ''].join(':'), HOME: home, npm_config_cache: `${home}/.npm` }
}
