import { dirname } from 'node:path'
import { sensoriumBin } from '../suite-process.ts'
import { emptyHome, type Home } from './home.ts'
import { serveModel } from './models/serve.ts'
import type { Agent, CommandLine, Door, Offer, RealClient, Setup } from './real-client.ts'
import { type ListedTool, type Showing, showingOf } from './showing.ts'
import type { Stage } from './stage.ts'
import { toolTurn } from './tool-turn.ts'

/** Who sets a client up: `sensorium add`, or its user as its own documentation shows. */
export type Way = 'added' | 'documented'

export interface Try {
  readonly client: RealClient
  readonly door: Door
  readonly way: Way
  /** Path of the client's command. */
  readonly command: string
}

const closing = 'The keeper goes to bed.'

/**
 * Sets a client up in an empty home, lets it list our servers, and then use three of our tools: an agent in a turn
 * with a scripted model, a command line by name.
 *
 * @throws Error saying what did not work
 */
export async function tryClient(what: Try, stage: Stage, tools: readonly ListedTool[]): Promise<Showing | undefined> {
  await using home = await emptyHome(dirname(what.command))
  const { client } = what
  return 'ask' in client
    ? await tryAgent(client, what, home, stage, tools)
    : await tryCommandLine(client, what, home, stage, tools)
}

async function tryAgent(
  client: Agent,
  what: Try,
  home: Home,
  stage: Stage,
  tools: readonly ListedTool[],
): Promise<Showing> {
  const names = tools.map(({ name }) => name)
  const turn = toolTurn(stage.calls, names, closing)
  await using model = await serveModel(turn.answer)
  await home.setUp(client.atHome(model.url))
  await connect(what, home, stage)
  if (client.list !== undefined) {
    const { said } = await home.run(what.command, client.list.args)
    if (!client.list.says.test(said)) throw new Error(`it lists: ${short(said)}`)
  }
  const { ok, said } = await home.run(what.command, client.ask('Look at the lighthouse.'))
  if (!ok || !said.includes(closing)) throw new Error(`its turn ends: ${short(said)}\n${model.log.join('\n')}`)
  return showingOf(turn.seen(), tools, stage.facts)
}

async function tryCommandLine(
  client: CommandLine,
  what: Try,
  home: Home,
  stage: Stage,
  tools: readonly ListedTool[],
): Promise<undefined> {
  await connect(what, home, stage)
  const offer = offerOf(stage)
  const { ok, said } = await home.run(what.command, client.list(offer, what.door))
  const missing = tools.filter(({ name }) => !said.includes(`"${name}"`))
  if (!ok || missing.length > 0) throw new Error(`it lists: ${short(said)}`)
  for (const [index, { tool, input }] of stage.calls.entries()) {
    const call = await home.run(what.command, client.call(offer, what.door, tool, input))
    const fact = stage.facts[index] ?? ''
    if (!call.ok || !call.said.includes(fact)) throw new Error(`${tool} says: ${short(call.said)}`)
  }
}

async function connect({ client, door, way, command }: Try, home: Home, stage: Stage): Promise<void> {
  if (way === 'added') return must(home, process.execPath, [sensoriumBin, ...addLine(client.id, door, stage)])
  const setup: Setup = client.documented[door]?.(offerOf(stage)) ?? {}
  await home.setUp(setup)
  if (setup.run !== undefined) await must(home, command, setup.run)
}

async function must(home: Home, program: string, args: readonly string[]): Promise<void> {
  const { ok, said } = await home.run(program, args)
  if (!ok) throw new Error(`setting it up says: ${short(said)}`)
}

function addLine(id: string, door: Door, { gateway, key, settings }: Stage): string[] {
  if (door === 'http') return ['add', id, '--url', gateway, '--key', key]
  const values = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return ['add', id, '--with-env', values.join(',')]
}

function offerOf({ gateway, key, settings }: Stage): Offer {
  return {
    command: process.execPath,
    args: [sensoriumBin, 'stdio'],
    env: settings,
    httpUrl: `${gateway}/mcp`,
    sseUrl: `${gateway}/sse?Authorization=${key}`,
    key,
  }
}

function short(said: string): string {
  return said.length > 1_500 ? `${said.slice(0, 500)}\n…\n${said.slice(-1_000)}` : said
}
