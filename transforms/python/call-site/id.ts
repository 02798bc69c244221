export const callSiteId = 'python/call-site';
