import type { Client } from '../clients/client.ts'
import { clients } from '../clients/clients.ts'
import { isInstalled } from '../clients/find.ts'
import { gatewayBase, isLoopback } from '../configure/connection.ts'
import { vendors } from '../doctor/vendors.ts'
import type { Place } from '../place.ts'
import { fill, type Texts } from './texts.ts'

/** What somebody wants, before any file is looked at. */
export interface Answers {
  readonly clients: readonly Client[]
  /** The gateway, or undefined where clients start the servers. */
  readonly gateway: { readonly url: string; readonly key?: string } | undefined
  /** Names of servers, or undefined for all. */
  readonly only: readonly string[] | undefined
  /** `NAME=VALUE` of the keys that servers get. */
  readonly keys: readonly string[]
}

/** Somebody pressed Ctrl-C or Escape. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

type Prompts = typeof import('@clack/prompts')

/**
 * Asks, one thing after the other.
 *
 * @throws Cancelled
 */
export async function ask(prompts: Prompts, text: Texts, servers: readonly string[], place: Place): Promise<Answers> {
  const chosen = await askClients(prompts, text, place)
  if (chosen.length === 0) return { clients: [], gateway: undefined, only: undefined, keys: [] }
  const way = await answered(
    prompts,
    prompts.select({
      message: text.whichWay,
      options: [
        { value: 'launch', label: text.byLaunch, hint: text.byLaunchHint },
        { value: 'gateway', label: text.byGateway, hint: text.byGatewayHint },
      ],
      showInstructions: false,
    }),
  )
  const gateway = way === 'gateway' ? await askGateway(prompts, text) : undefined
  const only = servers.length > 1 ? await askServers(prompts, text, servers) : undefined
  const keys = gateway === undefined ? await askKeys(prompts, text, place) : []
  return { clients: chosen, gateway, only, keys }
}

async function askClients(prompts: Prompts, text: Texts, place: Place): Promise<Client[]> {
  const installed = await Promise.all(clients.map((client) => isInstalled(client, place)))
  const ids = await choose(prompts, text, {
    message: text.whichClients,
    options: clients.map(({ id, title }, index) => ({
      value: id,
      label: title,
      ...(installed[index] === true && { hint: text.found }),
    })),
    initialValues: clients.filter((_, index) => installed[index]).map(({ id }) => id),
  })
  return clients.filter(({ id }) => ids.includes(id))
}

async function askGateway(prompts: Prompts, text: Texts): Promise<NonNullable<Answers['gateway']>> {
  const validate = (value: string | undefined) => (isAddress(value ?? '') ? undefined : text.badAddress)
  const initialValue = 'http://127.0.0.1:7432'
  const url = await answered(prompts, prompts.text({ message: text.whichAddress, initialValue, validate }))
  const ours = isLoopback(new URL(url))
  const key = await askKey(prompts, ours ? text.ownKey : text.whichKey, ours ? undefined : text.noKey)
  return { url, ...(key !== '' && { key }) }
}

async function askServers(prompts: Prompts, text: Texts, servers: readonly string[]): Promise<string[] | undefined> {
  const options = servers.map((name) => ({ value: name, label: name }))
  const names = await choose(prompts, text, { message: text.whichServers, options, initialValues: servers })
  return names.length === 0 || names.length === servers.length ? undefined : names
}

async function askKeys(prompts: Prompts, text: Texts, { env }: Place): Promise<string[]> {
  const offered = vendors.map(({ title, env: names }) => {
    const set = names.find((name) => env[name])
    return { title, name: set ?? names.find((name) => !name.startsWith('SENSORIUM_')) ?? names[0], set }
  })
  const chosen = await choose(prompts, text, {
    message: text.whichVendors,
    options: offered.map(({ title, name, set }) => ({
      value: name,
      label: title,
      ...(set !== undefined && { hint: fill(text.keySet, { name: set }) }),
    })),
    initialValues: offered.filter(({ set }) => set !== undefined).map(({ name }) => name),
  })
  const keys: string[] = []
  for (const { title, name, set } of offered.filter((vendor) => chosen.includes(vendor.name))) {
    const message = fill(text.vendorKey, { vendor: title, name })
    keys.push(set === undefined ? `${name}=${await askKey(prompts, message, text.noKey)}` : name)
  }
  return keys
}

/** A key, not shown while it is typed; may be empty where `needed` is undefined. */
async function askKey(prompts: Prompts, message: string, needed: string | undefined): Promise<string> {
  const validate = (value: string | undefined) => ((value ?? '').trim() === '' ? needed : undefined)
  return ((await answered(prompts, prompts.password({ message, validate }))) ?? '').trim()
}

interface Choice {
  readonly message: string
  readonly options: { value: string; label: string; hint?: string }[]
  readonly initialValues: readonly string[]
}

async function choose(prompts: Prompts, text: Texts, { message, ...choice }: Choice): Promise<string[]> {
  const shown = `${message} (${text.choosing})`
  return answered(prompts, prompts.multiselect({ ...choice, message: shown, required: false, showInstructions: false }))
}

async function answered<T>(prompts: Prompts, prompt: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await prompt
  if (prompts.isCancel(answer)) throw new Cancelled()
  return answer as Exclude<T, symbol>
}

function isAddress(text: string): boolean {
  try {
    return gatewayBase(text) !== ''
  } catch {
    return false
  }
}
