const { Manager, MODE: mode } = await import('@/lib/ws');
