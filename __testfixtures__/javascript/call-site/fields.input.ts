import { settings } from '@/feed/old';

const url = '/feed';
export const short = settings({ url });
export const long = settings({ timeout: 5, 'url': ('/other'), verbose: true });
export const spread = settings({ ...{ url }, timeout: 1 });
const options = { url };
export const named = settings(options);
export const other = settings({ url, retries: 1 } as { url: string });
