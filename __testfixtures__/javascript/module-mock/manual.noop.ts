vi.mock('./src/mocked/old/client');
