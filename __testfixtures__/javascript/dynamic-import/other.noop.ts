const { other } = await import('@/lib/ws');
