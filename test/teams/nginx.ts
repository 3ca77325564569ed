import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { makeCertificate } from '../vendors/certificate.ts'
import { freePort } from './redis.ts'

const program = '/usr/sbin/nginx'

/** Empty where nginx is installed, otherwise what to add to a test's name. */
export const nginxMissing = spawnSync(program, ['-v']).status === 0 ? '' : ' (needs the Debian package nginx-light)'

export interface NginxProcess extends AsyncDisposable {
  readonly port: number
  /** The certificate, to be trusted by clients. */
  readonly ca: string
}

/** An nginx with TLS in front of a gateway, configured as its manual shows it; buffering is left on, as by default. */
export async function startNginx(gateway: string, name: string): Promise<NginxProcess> {
  const directory = await mkdtemp(join(tmpdir(), 'sensorium-nginx-'))
  const port = await freePort()
  const { key, cert } = makeCertificate({ names: [name] })
  await Promise.all([
    writeFile(join(directory, 'key.pem'), key),
    writeFile(join(directory, 'cert.pem'), cert),
    writeFile(join(directory, 'nginx.conf'), configuration(directory, port, gateway, name)),
  ])
  const child = execa(program, ['-p', directory, '-c', join(directory, 'nginx.conf')], {
    reject: false,
    stdio: 'ignore',
  })
  await accepting(port)
  return {
    port,
    ca: cert,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await child
      await rm(directory, { recursive: true })
    },
  }
}

function configuration(directory: string, port: number, gateway: string, name: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${directory}/${kind};`,
  )
  return `
    daemon off;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${directory}/pid;
    error_log ${directory}/error.log;
    events {}
    http {
      access_log off;
      ${temporary.join('\n')}
      server {
        listen 127.0.0.1:${port} ssl;
        server_name ${name};
        ssl_certificate ${directory}/cert.pem;
        ssl_certificate_key ${directory}/key.pem;
        location / {
          proxy_pass ${gateway};
          proxy_http_version 1.1;
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          proxy_set_header X-Forwarded-Proto $scheme;
          proxy_set_header X-Forwarded-Host $http_host;
        }
      }
    }`
}

async function accepting(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return
    await sleep(100)
  }
  throw new Error('nginx did not start')
}
