vi.mock('./src/mocked/plain/client');
