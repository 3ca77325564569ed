import { type ExitCode, exitCodes, readCommandLine, reportFaults, type Terminal } from '@sensorium/kit'
import { z } from 'zod'
import type { Client } from '../clients/client.ts'
import { ConfigFault } from '../config-file/format.ts'
import { type Change, planAdd } from '../configure/change.ts'
import { chosenServers } from '../configure/chosen-servers.ts'
import { connectionsOf } from '../configure/connection.ts'
import { entryNames } from '../configure/names.ts'
import { addOptions } from '../configure/options.ts'
import { forEach } from '../configure/run.ts'
import { type Place, placeOfProcess } from '../place.ts'
import { suite } from '../select.ts'
import { toolsets } from '../toolsets.ts'
import { type Answers, ask, Cancelled } from './dialog.ts'
import { fill, languageOf, languages, type Texts, texts } from './texts.ts'

const firstRunOptions = z.object({
  lang: z.enum(languages).optional().describe('Language of the questions; that of the terminal when not given.'),
})

/** `sensorium` alone in a terminal: asks what is wanted, shows what that changes, and does it. */
export async function firstRun(terminal: Terminal, place: Place = placeOfProcess(terminal.env)): Promise<ExitCode> {
  const line = readCommandLine({ first: firstRunOptions }, [], { ...terminal, env: {} })
  if (!line.ok) return reportFaults(terminal, line.faults)
  const text = texts[line.values.first.lang ?? languageOf(terminal.env)]
  const prompts = await import('@clack/prompts')
  prompts.intro(fill(text.welcome, { version: suite.version }))
  try {
    const answers = await ask(prompts, text, Object.keys(toolsets), place)
    if (answers.clients.length === 0) {
      prompts.outro(text.noClient)
      return exitCodes.ok
    }
    const plan = await planner(answers, place)
    if (!(await confirmed(prompts, text, answers, plan))) throw new Cancelled()
    const code = await forEach(answers.clients, plan, false, place, terminal)
    prompts.outro(code === exitCodes.ok ? (answers.gateway === undefined ? text.done : text.gatewayNext) : text.failed)
    return code
  } catch (error) {
    if (error instanceof Cancelled) prompts.cancel(text.cancelled)
    else if (error instanceof ConfigFault) prompts.cancel(`${error.message}\n${text.cancelled}`)
    else throw error
    return exitCodes.failed
  }
}

/** Turns answers into the change of each client, in the user's own configuration. */
async function planner({ gateway, only, keys }: Answers, place: Place): Promise<(client: Client) => Promise<Change>> {
  const options = { ...addOptions.parse({}), ...gateway, withEnv: [...keys] }
  const connections = await connectionsOf(options, only && (await chosenServers(only)), place)
  const others = entryNames(options.name).filter((name) => !connections.has(name))
  return (client) => planAdd(client, options.scope, connections, others, place)
}

async function confirmed(
  prompts: typeof import('@clack/prompts'),
  text: Texts,
  { clients }: Answers,
  plan: (client: Client) => Promise<Change>,
): Promise<boolean> {
  const files = await Promise.all(clients.map(async (client) => (await plan(client)).file.path))
  prompts.note(files.join('\n'), text.willChange)
  const answer = await prompts.confirm({ message: text.goOn, active: text.yes, inactive: text.no })
  return answer === true
}
