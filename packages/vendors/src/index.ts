export { toolErrorCodes } from './failure.ts'
export { type Access, type GlmVendor, glmAccess, keyVendor } from './glm.ts'
export { baseUrl, dashscopeSettings, glmSettings, secret } from './settings.ts'
