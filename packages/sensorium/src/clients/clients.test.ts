import { describe, expect, it } from 'vitest'
import type { Place } from '../place.ts'
import type { Scope } from './client.ts'
import { clients } from './clients.ts'
import { clientLines } from './lines.ts'

const scope: Scope = 'user'

/** Where a client's own configuration is made on another system, with slashes. */
function fileOn(place: Partial<Place>, id: string): string | undefined {
  const at: Place = { platform: 'linux', home: '/h', directory: '/p', env: {}, launcher: ['npx'], ...place }
  return clients
    .find((client) => client.id === id)
    ?.files[scope]?.(at)[0]
    .replaceAll('\\', '/')
}

describe('where configurations stand', () => {
  it.each([
    { on: { platform: 'darwin' }, id: 'vs-code', file: '/h/Library/Application Support/Code/User/mcp.json' },
    { on: { platform: 'darwin' }, id: 'goose', file: '/h/.config/goose/config.yaml' },
    { on: { platform: 'win32', env: { APPDATA: '/r' } }, id: 'vs-code', file: '/r/Code/User/mcp.json' },
    { on: { platform: 'win32' }, id: 'vs-code', file: '/h/AppData/Roaming/Code/User/mcp.json' },
    { on: { platform: 'win32', env: { APPDATA: '/r' } }, id: 'goose', file: '/r/Block/goose/config/config.yaml' },
    { on: { platform: 'win32', env: { LOCALAPPDATA: '/l' } }, id: 'crush', file: '/l/crush/crush.json' },
    { on: { env: { XDG_CONFIG_HOME: '/x' } }, id: 'opencode', file: '/x/opencode/opencode.json' },
    { on: { env: { XDG_CONFIG_HOME: '/x' } }, id: 'vs-code', file: '/x/Code/User/mcp.json' },
    { on: { env: { CODEX_HOME: '/c' } }, id: 'codex', file: '/c/config.toml' },
    { on: { env: { CLAUDE_CONFIG_DIR: '/c' } }, id: 'claude-code', file: '/c/.claude.json' },
  ] as const)('$id at $file', ({ on, id, file }) => {
    expect(fileOn(on, id)).toBe(file)
  })
})

it('prints lines to paste, with the key and without', () => {
  const entry = '{"url":"http://gw/mcp","headers":{"Authorization":"Bearer K"}}'
  const lines = clientLines('http://gw', 'K')
  expect(lines.map(({ client }) => client)).toEqual(clients.map(({ title }) => title))
  expect(lines.slice(0, 5)).toEqual([
    {
      client: 'Claude Code',
      where: 'shell',
      text: 'claude mcp add --transport http sensorium http://gw/mcp --header "Authorization: Bearer K"',
    },
    {
      client: 'Cline',
      where: 'cline_mcp_settings.json',
      text: `{"mcpServers":{"sensorium":{"type":"streamableHttp",${entry.slice(1)}}}`,
    },
    { client: 'OpenCode', where: 'opencode.json', text: `{"mcp":{"sensorium":{"type":"remote",${entry.slice(1)}}}` },
    { client: 'Crush', where: 'crush.json', text: `{"mcp":{"sensorium":{"type":"http",${entry.slice(1)}}}` },
    {
      client: 'Codex',
      where: '~/.codex/config.toml',
      text: '[mcp_servers.sensorium]\nurl = "http://gw/mcp"\nhttp_headers = { Authorization = "Bearer K" }',
    },
  ])
  expect(
    clientLines('http://gw', undefined)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('Authorization')
})
