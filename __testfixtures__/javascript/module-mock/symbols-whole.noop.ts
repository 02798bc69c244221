jest.mock('@/lib/ws');
