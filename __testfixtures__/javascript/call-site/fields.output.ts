import { settings } from '@/feed/old';
import { connectTo } from '@/feed/new';

const url = '/feed';
export const short = connectTo(url);
export const long = connectTo(('/other'), 5);
export const spread = settings({ ...{ url }, timeout: 1 });
const options = { url };
export const named = settings(options);
export const other = settings({ url, retries: 1 } as { url: string });
