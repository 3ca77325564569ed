import { attack } from './attacks.suite.ts'

await attack('pyodide', process.env['SENSORIUM_TEST_ALL'] === '1' ? 'all' : 'representative')
