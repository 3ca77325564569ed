import { attack } from './attacks.suite.ts'

await attack('bubblewrap', 'all')
