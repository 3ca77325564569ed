import type { CheckGroup } from './check.ts'
import { clientConfigurations } from './client-configurations.ts'
import { keys } from './keys.ts'
import { machine } from './machine.ts'
import { network } from './network.ts'
import { ownFiles } from './own-files.ts'
import { sandbox } from './sandbox.ts'

/** Everything that `doctor` looks at, in the order it is shown. */
export const groups: readonly CheckGroup[] = [machine, sandbox, network, ownFiles, keys, clientConfigurations]
