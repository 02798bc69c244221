vi.mock('./src/mocked/old/client', () => ({ client: 'other' }));
