import { startReader } from './session.ts'

/** Makes one call in a process of its own: environment, tool and arguments come as JSON, the answer leaves as JSON. */
const [environment = '{}', tool = '', args = '{}'] = process.argv.slice(2)
await using reader = await startReader(JSON.parse(environment) as Record<string, string>)
const answer = await reader.call(tool, JSON.parse(args) as Record<string, unknown>)
process.stdout.write(`${JSON.stringify({ answer })}\n`)
