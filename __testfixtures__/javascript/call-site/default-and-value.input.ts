import start from '@/feed/old';

export const launched = start('/a');
