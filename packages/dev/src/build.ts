import { build } from './workspace.ts'

await build()
