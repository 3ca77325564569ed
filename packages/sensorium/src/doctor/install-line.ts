import { findProgram } from '../clients/find.ts'
import type { Place } from '../place.ts'

const managers = {
  'apt-get': 'apt-get install -y',
  dnf: 'dnf install -y',
  apk: 'apk add',
  pacman: 'pacman -S --noconfirm',
  brew: 'brew install',
  winget: 'winget install',
} as const
export type Manager = keyof typeof managers

/** The name of a package: everywhere the same, but for some managers. */
export type PackageName = { readonly name: string } & Readonly<Partial<Record<Manager, string>>>

/** The line that installs a package here; its bare name where no known package manager is. */
export async function installLine(names: PackageName, place: Place): Promise<string> {
  for (const manager of Object.keys(managers) as Manager[]) {
    if ((await findProgram(manager, place)) === undefined) continue
    const needsRoot = !['brew', 'winget'].includes(manager) && process.getuid?.() !== 0
    return `${needsRoot ? 'sudo ' : ''}${managers[manager]} ${names[manager] ?? names.name}`
  }
  return `install ${names.name}`
}
