import { z } from 'zod'
import type { Engine, SearchQuery } from '../engine.ts'
import { shortenQuery } from '../query-text.ts'
import { droppedNote, htmlResult, readEntries, text } from '../records.ts'
import { below, createService } from '../service.ts'
import type { SourceOptions } from './source.ts'

const record = z.object({ title: z.string().min(1), snippet: text })

/** Longest search that MediaWiki takes, in characters. */
const longest = 300

/** The script that a query is written in says which Wikipedia can answer. */
const scripts: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
]

/**
 * Wikipedia's full-text search (CONTRACTS 5): one call at a time, as its etiquette asks. Its only
 * date is the last edit, which says nothing about an article's age, so results have none.
 */
export function createWikipedia({ baseUrl, network, userAgent }: SourceOptions): Engine {
  const service = createService({
    name: 'wikipedia',
    network,
    headers: { 'user-agent': userAgent },
    concurrency: 1,
    codes: { ratelimited: { kind: 'rate' }, maxlag: { kind: 'server' } },
  })
  return {
    name: 'wikipedia',
    async search(query, options) {
      const language = languageOf(query)
      const params = {
        action: 'query',
        list: 'search',
        srsearch: shortenQuery(query.text, longest),
        srlimit: query.count,
        srprop: 'snippet',
        format: 'json',
        formatversion: 2,
      }
      const body = await service.json(below(baseUrl.replace('{lang}', language), 'w/api.php'), { params }, options)
      const { entries, dropped } = readEntries(body, ['query', 'search'], record)
      return {
        results: entries.map(({ title, snippet }) =>
          htmlResult({
            title,
            link: `https://${language}.wikipedia.org/wiki/${encodeTitle(title)}`,
            content: snippet,
            media: 'Wikipedia',
            credit: 'Wikipedia contributors, CC BY-SA 4.0',
          }),
        ),
        unfiltered: ['recency', 'location'],
        notes: droppedNote('wikipedia', dropped),
      }
    },
  }
}

function languageOf({ text, domain }: SearchQuery): string {
  const named = /^([a-z-]{2,12})\.(?:m\.)?wikipedia\.org$/.exec(domain ?? '')?.[1]
  return named ?? scripts.find(([script]) => script.test(text))?.[1] ?? 'en'
}

function encodeTitle(title: string): string {
  return encodeURI(title.replaceAll(' ', '_')).replace(/[?#&]/g, encodeURIComponent)
}
