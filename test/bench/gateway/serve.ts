import { type ServerName, servers } from './servers.ts'

const [name, port] = process.argv.slice(2)
servers[name as ServerName](Number(port))
