export { type ContentBlock, image, text } from './content.ts'
export { ToolError, type ToolErrorCode, type ToolErrorOptions, toolErrorCodes } from './errors.ts'
export { createLogger, type Logger, type LogLevel, logLevels } from './log.ts'
export { redact, rememberSecret } from './redact.ts'
export { type Setting, settings } from './settings.ts'
export {
  type AnyTool,
  type AnyToolset,
  type Caller,
  defineTool,
  defineToolset,
  type ToolAnnotations,
  type ToolContext,
  type ToolDefinition,
  type ToolExample,
  type Toolset,
} from './tool.ts'
