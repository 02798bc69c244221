jest.mock('@/services/api');
vi.mock('@/services/ws');
