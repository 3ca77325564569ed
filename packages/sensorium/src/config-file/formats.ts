import type { ConfigFormat, FormatName } from './format.ts'
import { jsonc } from './jsonc.ts'
import { toml } from './toml.ts'
import { yaml } from './yaml.ts'

export const formats: Readonly<Record<FormatName, ConfigFormat>> = { jsonc, toml, yaml }
