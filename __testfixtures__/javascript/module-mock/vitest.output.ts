import { vi } from 'vitest';
vi.mock('@/services/api', async (original) => ({ ...(await original()) }));
vi.mock(import('@/services/api'));
const x = await vi.importActual('@/services/api');
vi.doUnmock('@/services/api');
