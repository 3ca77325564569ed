import { createHmac, randomBytes } from 'node:crypto'
import { inputRequired, ProtocolError, ProtocolErrorCode, type ServerContext } from '@modelcontextprotocol/server'

type InputRequests = NonNullable<Parameters<typeof inputRequired>[0]['inputRequests']>

/** What a request is answered with until its client has given all of the input. */
export type Asking = ReturnType<typeof inputRequired>

/** The answers of a client, by key; undefined until every one of `keys` is there as an object. */
export function answersIn(context: ServerContext, keys: readonly string[]): Record<string, object> | undefined {
  const given = context.mcpReq.inputResponses ?? {}
  const answers = keys.map((key) => [key, given[key]] as const)
  const complete = answers.every(
    (answer): answer is readonly [string, object] => typeof answer[1] === 'object' && answer[1] !== null,
  )
  return complete ? Object.fromEntries(answers) : undefined
}

/** Asks the client; `state` comes back with its answers, and is signed on the way. */
export function ask(inputRequests: InputRequests, state?: string): Asking {
  return inputRequired({ inputRequests, ...(state === undefined ? {} : { requestState: sign(state) }) })
}

/** A form of one text. */
export function form(message: string, name: string) {
  return inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { [name]: { type: 'string' } }, required: [name] },
  })
}

/** A form of one box to tick, `ok`. */
export function confirmation() {
  return inputRequired.elicit({
    message: 'Please confirm',
    requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] },
  })
}

/** A question to the client's model. */
export function sampling(text: string, maxTokens = 100) {
  return inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens })
}

/** @throws ProtocolError when the state that came back is not one that was given out */
export function stateOf(context: ServerContext): string | undefined {
  const signed = context.mcpReq.requestState()
  if (signed === undefined) return undefined
  const state = String(signed).split('.')[0] ?? ''
  if (sign(state) !== signed) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'This state was not given out.')
  return state
}

const secret = randomBytes(32)

function sign(state: string): string {
  return `${state}.${createHmac('sha256', secret).update(state).digest('base64url')}`
}
