// What everyone else takes of undici.
import fetching from 'undici/lib/web/fetch/index.js'
import socket from 'undici/lib/web/websocket/websocket.js'

export { Agent, EnvHttpProxyAgent } from './undici-dispatchers.mjs'
export const { fetch } = fetching
export const { WebSocket } = socket
