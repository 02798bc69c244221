export const callSiteId = 'javascript/call-site';
