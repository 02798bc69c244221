export { connect } from '@/services/ws';
export { MODE, Manager as OldManager } from '@/lib/ws';
export { default as Third } from '@/legacy/socket';
export * as all from '@/services/ws';
