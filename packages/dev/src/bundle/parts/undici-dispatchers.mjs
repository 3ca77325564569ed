// What net and provider take of undici: connections and requests, without fetch, WebSocket, caches and mocks.
import api from 'undici/lib/api/index.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js'

// As undici's own index does.
Object.assign(Dispatcher.prototype, api)

export { Agent, EnvHttpProxyAgent }
