declare module 'turndown' {
  export default class TurndownService {
    constructor(options?: { headingStyle?: 'atx' | 'setext'; codeBlockStyle?: 'fenced' | 'indented' })
    use(plugin: (service: TurndownService) => void): this
    turndown(html: string): string
  }
}

declare module '@joplin/turndown-plugin-gfm' {
  import type TurndownService from 'turndown'
  export function gfm(service: TurndownService): void
}
