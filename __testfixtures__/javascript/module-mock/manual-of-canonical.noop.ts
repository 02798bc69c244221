vi.mock('./src/mocked/through/client');
