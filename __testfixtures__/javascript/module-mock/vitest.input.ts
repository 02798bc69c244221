import { vi } from 'vitest';
vi.mock('./src/services/api', async (original) => ({ ...(await original()) }));
vi.mock(import('./src/services/api'));
const x = await vi.importActual('./src/services/api');
vi.doUnmock('./src/services/api');
