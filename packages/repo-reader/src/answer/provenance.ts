import { z } from 'zod'
import type { Snapshot } from '../engine/snapshot/snapshot.ts'

/** Which data an answer rests on and how old it is; part of every answer. */
export const provenance = z.object({
  repository: z.string(),
  ref: z.string(),
  commit: z.string(),
  committed: z.string().describe('Date of the commit.'),
  checked: z.string().describe('When the host last confirmed that this is the newest commit of ref.'),
  stale: z.string().optional().describe('Why the data may be old.'),
})

export type Provenance = z.output<typeof provenance>

export function provenanceOf(snapshot: Snapshot): Provenance {
  return {
    repository: snapshot.name,
    ref: snapshot.ref,
    commit: snapshot.commit,
    committed: new Date(snapshot.committedAt).toISOString().slice(0, 10),
    checked: new Date(snapshot.checkedAt).toISOString(),
    ...(snapshot.stale === undefined ? {} : { stale: snapshot.stale }),
  }
}

/** One line for the head of an answer, and a second when the data may be old. */
export function renderProvenance(from: Provenance): string {
  const line = `${from.repository} at ${from.commit.slice(0, 10)} (${from.ref}, committed ${from.committed}, checked ${ago(from.checked)})`
  return from.stale === undefined ? line : `${line}\nCached copy: ${from.stale}`
}

function ago(iso: string): string {
  const minutes = Math.round((Date.now() - Date.parse(iso)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${minutes} min ago`
  return minutes < 2_880 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1_440)} days ago`
}
