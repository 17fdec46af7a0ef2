import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const gateway = `http://127.0.0.1:${process.env['GATEWAY_PORT'] ?? '4567'}`;

export default defineConfig({
  root: fromHere('.'),
  base: './',
  plugins: [react()],
  resolve: { alias: { '@cruddur/client': fromHere('../../libs/client/src/index.ts') } },
  // The library that talks to the pool expects Node's name of it.
  define: { global: 'globalThis' },
  build: {
    outDir: fromHere('../../dist/web'),
    emptyOutDir: true,
    // Data URLs of fonts and scripts are not allowed by the page's policy.
    assetsInlineLimit: 0,
    // In KB before compression; what the page may weigh, its tests say.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/config.json', '/stack-status.json'].map((path) => [path, gateway])),
  },
});
