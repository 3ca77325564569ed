import { type Caller, ToolError } from '@sensorium/kit'
import type { Client } from '@sensorium/provider'
import type { Sessions } from '../sessions.ts'
import { ask, resultMessages, solveAllToolsLocally } from './all-tools.ts'
import { download } from './download.ts'
import { executor } from './execute.ts'
import { canMoveOn, endFailed } from './failure.ts'
import { allToolsModel, solveHosted } from './hosted.ts'
import { type Rounds, solveLocally } from './local.ts'
import type { DashscopeProtocol, VendorName } from './names.ts'
import { createPendingStore, type Pending } from './pending.ts'
import { type Draft, emptyDraft, type Phase } from './solution.ts'
import { chooseVendor, openClient, type Vendors } from './vendors.ts'

export interface Task {
  readonly task: string
  readonly files: readonly { readonly path: string; readonly data: Uint8Array }[]
  readonly vendor: VendorName | undefined
  readonly model: string | undefined
  readonly sandbox: Sandbox | undefined
  readonly caller: Caller
}

/** Where code runs: on this machine, at the vendor, or at the caller's. */
export type Sandbox = 'local' | 'auto' | 'none'

export interface Submission {
  readonly handle: string
  readonly result: { readonly text?: string; readonly image?: string }
  readonly caller: Caller
}

export interface SolverOptions {
  readonly vendors: Vendors
  readonly sessions: Sessions
  readonly limits: Rounds
  readonly dashscopeProtocol: DashscopeProtocol
  /** Whether DashScope's models may also use the web beside running code. */
  readonly dashscopeWeb: boolean
  /** Whether a failed sandbox, local or hosted, is followed by the other. */
  readonly fallback: boolean
  /** Hosts whose files are fetched though they are private: the operator's own. */
  readonly allowHosts: readonly string[]
}

export interface Solved extends Omit<Draft, 'failure'> {
  readonly failure?: string
  readonly handle?: string
  readonly moved?: string
  readonly vendor: string
  readonly model: string
  readonly sandbox: Sandbox
  readonly chars: number
}

type OnPhase = (phase: Phase) => void

export interface Solver {
  readonly solve: (task: Task, phase: OnPhase, signal: AbortSignal) => Promise<Solved>
  readonly submit: (submission: Submission, phase: OnPhase, signal: AbortSignal) => Promise<Solved>
}

const canHost = (vendor: VendorName) => vendor !== 'local_model'
const isGlm = (vendor: VendorName) => vendor === 'zai' || vendor === 'bigmodel'

/** Solves tasks by a vendor's model and code that runs where the caller wants it. */
export function createSolver(options: SolverOptions): Solver {
  const { vendors, sessions, limits, dashscopeProtocol: protocol, dashscopeWeb: web, fallback, allowHosts } = options
  const pending = createPendingStore()

  const withClient = async <T>(name: VendorName, caller: Caller, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = openClient(vendors, name, caller.vendorKey)
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }

  const finished = ({ failure, ...draft }: Draft, rest: Omit<Solved, keyof Draft>): Solved => ({
    ...draft,
    ...(failure === undefined ? {} : { failure }),
    ...rest,
  })

  const solve: Solver['solve'] = async (task, phase, signal) => {
    const { caller } = task
    const vendor = chooseVendor(vendors, task.vendor, caller.vendorKey)
    const chosen = task.model ?? vendors.settings[vendor].model
    const first = task.sandbox ?? 'local'
    let model = chosen
    if (first === 'none' && !isGlm(vendor)) {
      throw new ToolError('invalid_input', 'Only Z.AI and BigModel (glm-4-alltools) return code for you to run.', {
        hint: 'Use sandbox local or auto.',
      })
    }

    if (first !== 'local' && isGlm(vendor) && task.model !== undefined && task.model !== allToolsModel) {
      throw new ToolError('invalid_input', `${task.model} cannot run code at ${vendor}; only ${allToolsModel} can.`, {
        hint: 'Leave model out, or use sandbox local.',
      })
    }

    return withClient(vendor, caller, async (client) => {
      const attempt = async (sandbox: Sandbox, draft: Draft): Promise<void> => {
        if (sandbox === 'auto') {
          model = isGlm(vendor) ? allToolsModel : chosen
          return solveHosted(client, { name: vendor, model, task: task.task, protocol, web }, draft, phase, signal)
        }
        model = chosen
        const execute = executor(sessions, { owner: caller.principal, local: caller.local, files: task.files })
        const how = { model, task: task.task, limits, execute }
        return isGlm(vendor) && model === allToolsModel
          ? solveAllToolsLocally(client, how, draft, phase, signal)
          : solveLocally(client, how, draft, phase, signal)
      }

      let draft = emptyDraft()
      let sandbox: Sandbox = first
      let moved: string | undefined
      let handle: string | undefined
      try {
        if (first === 'none') {
          model = allToolsModel
          const messages = [{ role: 'user' as const, text: task.task }]
          const wanted = await ask(client, messages, draft, phase, signal)
          if (wanted) handle = pending.keep({ owner: caller.principal, vendor, messages, wanted, draft, rounds: 1 })
        } else {
          try {
            await attempt(first, draft)
          } catch (error) {
            const other = first === 'local' ? 'auto' : 'local'
            const possible = fallback && (other === 'local' || (canHost(vendor) && task.files.length === 0))
            if (!possible || signal.aborted || draft.runs.length > 0 || !canMoveOn(error)) throw error
            moved = `Code was run ${other} because ${first} failed: ${error instanceof Error ? error.message : 'unknown'}`
            sandbox = other
            draft = emptyDraft()
            await attempt(other, draft)
          }
        }
        await download(draft, allowHosts, signal)
      } catch (error) {
        endFailed(draft, error)
      }
      const rest = { vendor, model, sandbox, chars: caller.resultChars }
      return finished(draft, { ...rest, ...(moved ? { moved } : {}), ...(handle ? { handle } : {}) })
    })
  }

  const submit: Solver['submit'] = async ({ handle, result, caller }, phase, signal) => {
    const before: Pending = pending.take(handle, caller.principal)
    const { vendor, wanted, draft } = before
    const messages = [...before.messages, ...resultMessages(wanted, result)]
    const run = draft.runs.at(-1)
    if (run) run.output = result.text ?? '[a picture]'
    let next: string | undefined
    try {
      phase('integration')
      await withClient(vendor, caller, async (client) => {
        const more = await ask(client, messages, draft, phase, signal)
        if (!more) return
        if (before.rounds >= limits.rounds) draft.ended = 'too_many_rounds'
        else next = pending.keep({ ...before, messages, wanted: more, rounds: before.rounds + 1 })
      })
    } catch (error) {
      endFailed(draft, error)
    }
    const rest = { vendor, model: allToolsModel, sandbox: 'none' as const, chars: caller.resultChars }
    return finished(draft, { ...rest, ...(next === undefined ? {} : { handle: next }) })
  }
  return { solve, submit }
}
