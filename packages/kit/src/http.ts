export { runHttp } from './cli/run-http.ts'
export { createGateway, type Endpoint, type Gateway, type GatewayOptions } from './doors/http/gateway.ts'
export { ListenError, type Listening, listen } from './doors/http/listen.ts'
