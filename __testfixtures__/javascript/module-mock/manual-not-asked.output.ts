vi.mock('./src/mocked/plain/client', () => ({ client: 'other' }));
