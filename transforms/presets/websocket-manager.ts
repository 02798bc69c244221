import type { UserConfig } from '../../src/model/config.ts';

export const core = 'netra_backend.app.websocket_core';
export const unified = `${core}.unified_manager`;
export const accessor = `${core}.websocket_manager`;
const types = `${core}.types`;

/** `name` as each of the modules has it. */
export const from = (name: string, ...modules: readonly string[]): string[] =>
  modules.map((module) => `${module}:${name}`);

export const facades = [core, `${core}.manager`, `${core}.canonical_imports`, `${core}.canonical_import_patterns`];

/** Managers of before, under other names and in other packages. */
export const olderManagers = [
  ...from(
    'WebSocketConnectionManager',
    accessor,
    `${core}.connection_manager`,
    'netra_backend.app.websocket.connection_manager',
  ),
  ...from('ConnectionManager', `${core}.connection_manager`, 'netra_backend.app.websocket.connection_manager'),
  ...from(
    'WebSocketManager',
    'netra_backend.app.websocket_manager',
    'netra_backend.app.services.websocket_manager',
    'netra_backend.app.services.websocket.websocket_manager',
    'shared.websocket.manager',
    'auth_service.websocket.manager',
  ),
];

/** The front end's modules: however a file spells them, the alias stays. */
const frontEnd = [
  'services/webSocketService',
  'providers/WebSocketProvider',
  'hooks/useWebSocket',
  'types/websocket-context-types',
  'types/websocket-event-types',
  'types/domains/websocket',
];

/** Names that may hold the state of users: `_active_sessions`, `connections_by_user`, `_USER_MANAGER_REGISTRY`. */
const stateNames = ['connection', 'session', 'user', 'client', 'socket', 'manager', 'context', 'emitter'].flatMap(
  (word) => [
    `*${word}s`,
    `*${word}s_by_*`,
    `*_by_${word}*`,
    ...['map', 'mapping', 'registry', 'registries', 'cache', 'store', 'pool', 'dict', 'instances'].map(
      (kind) => `*${word}*_${kind}`,
    ),
  ],
);

/**
 * The consolidation of the WebSocket managers of a chat product onto `UnifiedWebSocketManager`: every path by which its
 * symbols were imported, and the one that stays. To keep another one, extend this preset and say
 * `"python": { "retarget": { "<canonical path here>": "<yours>" } }`.
 */
export const websocketManager: UserConfig = {
  javascript: {
    tsconfig: ['frontend/tsconfig.json'],
    map: frontEnd.map((module) => ({ canonical: `@/${module}`, legacy: [`frontend/${module}`] })),
  },
  audit: {
    implementations: [
      '*WebSocketManager',
      '*WebSocketManagerImplementation',
      '*WebSocketManagerFactory',
      '*WebSocketManagerAdapter',
      '*WebSocketManagerCompat',
      '*WebSocketManagerWrapper',
      '*WebSocketConnectionManager',
    ],
    managers: [
      '*WebSocketManager',
      '*WebSocketManagerImplementation',
      '*WebSocketManagerFactory',
      '*WebSocketManagerAdapter',
      '*WebSocketManagerCompat',
      '*WebSocketConnectionManager',
      '*WebSocketConnectionPool',
      '*WebSocketSessionManager',
      '*WebSocketBroadcastManager',
      '*WebSocketStateManager',
      '*WebSocketThreadManager',
      '*WebSocketBridge',
      '*WebSocketEmitter',
      '*WebSocketNotifier',
      'ConnectionManager',
    ],
    accessors: [
      'get_websocket_manager',
      'create_websocket_manager',
      'create_websocket_manager_sync',
      'get_legacy_websocket_manager',
    ],
    sharedState: stateNames,
    lifecycleMethods: [
      'add_connection',
      'remove_connection',
      'register_connection',
      'unregister_connection',
      'connect_user',
      'disconnect_user',
      'handle_connection',
      'handle_disconnection',
      'cleanup_stale_connections',
      'clear_all_connections',
    ],
    // The published figures came from line matches that are not in the repository: these are the ones that come nearest.
    textCounts: [
      {
        label: 'manager implementations',
        pattern: 'class .*WebSocketManager',
        counts: 'lines',
        claimed: '5+',
        answeredBy: 'implementations',
      },
      {
        label: 'fragmented import files',
        pattern: '[Ww]eb[Ss]ocket.*import|import.*[Ww]eb[Ss]ocket',
        counts: 'lines',
        claimed: '10,119+',
        answeredBy: 'fragmentedBindings',
      },
      {
        label: 'user isolation risks',
        pattern: 'global .*manager',
        counts: 'lines',
        claimed: '188+',
        answeredBy: 'isolationRisks',
      },
      {
        label: 'files with backups and layers',
        pattern: '^netra_backend/app/websocket_core/',
        counts: 'paths',
        claimed: '95+',
        answeredBy: 'leftovers',
      },
      {
        label: 'files managing connections',
        pattern: 'import.*WebSocketManager',
        counts: 'files',
        claimed: '1,047+',
        answeredBy: 'connectionDefinitions',
      },
      {
        label: 'validation test files',
        pattern: 'class Test.*SSOT',
        counts: 'lines',
        claimed: '279+',
        answeredBy: 'validationTests',
      },
    ],
    validationTests: ['*ssot*', '*single_source*', '*singlesource*', '*fragmentation*', '*consolidation*'],
  },
  python: {
    map: [
      {
        canonical: `${unified}:UnifiedWebSocketManager`,
        legacy: [
          ...from('UnifiedWebSocketManager', ...facades, accessor),
          ...from('WebSocketManager', ...facades, unified),
          ...from('_UnifiedWebSocketManagerImplementation', unified, accessor),
          ...olderManagers,
        ],
      },
      {
        // It leads to a factory class with the manager's interface, and is used as the manager everywhere.
        canonical: `${unified}:UnifiedWebSocketManager`,
        legacy: from('WebSocketManager', accessor),
        replaces: true,
        differs:
          'Every call of the factory class raises, whatever its arguments. Calls that name their arguments fit the manager; those by position are for review.',
      },
      { canonical: `${unified}:RegistryCompat`, legacy: from('RegistryCompat', accessor) },
      { canonical: `${unified}:MAX_CONNECTIONS_PER_USER`, legacy: from('MAX_CONNECTIONS_PER_USER', accessor) },
      { canonical: `${accessor}:get_websocket_manager`, legacy: from('get_websocket_manager', ...facades, unified) },
      {
        canonical: `${accessor}:create_test_user_context`,
        legacy: from('create_test_user_context', ...facades, `${core}.websocket_manager_factory`),
      },
      {
        canonical: `${accessor}:create_test_fallback_manager`,
        legacy: from('create_test_fallback_manager', ...facades),
      },
      { canonical: `${accessor}:reset_manager_registry`, legacy: from('reset_manager_registry', ...facades) },
      {
        canonical: `${types}:WebSocketManagerMode`,
        legacy: from('WebSocketManagerMode', ...facades, accessor, unified),
      },
      { canonical: `${types}:WebSocketConnection`, legacy: from('WebSocketConnection', ...facades, accessor, unified) },
      {
        canonical: `${types}:_serialize_message_safely`,
        legacy: from('_serialize_message_safely', ...facades, accessor, unified),
      },
      {
        canonical: `${types}:_get_enum_key_representation`,
        legacy: from('_get_enum_key_representation', ...facades, accessor, unified),
      },
      {
        canonical: `${core}.protocols:WebSocketManagerProtocol`,
        legacy: from('WebSocketManagerProtocol', ...facades, accessor, unified),
      },
    ],
    // Other objects with other interfaces: factories, adapters and the functions around them.
    unmapped: [
      ...from(
        'WebSocketManagerFactory',
        core,
        accessor,
        `${core}.websocket_manager_factory`,
        `${core}.canonical_imports`,
      ),
      ...from('_WebSocketManagerFactory', accessor),
      ...from('IsolatedWebSocketManager', core, `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
      ...from('WebSocketManagerAdapter', `${core}.migration_adapter`),
      ...from('_LegacyWebSocketManagerAdapter', `${core}.migration_adapter`),
      ...from('get_legacy_websocket_manager', core, `${core}.migration_adapter`),
      ...from(
        'create_websocket_manager',
        ...facades,
        accessor,
        `${core}.websocket_manager_factory`,
        `${core}.factory`,
        `${core}.utils`,
        'netra_backend.app.services.websocket_bridge_factory',
      ),
      ...from(
        'create_websocket_manager_sync',
        accessor,
        `${core}.websocket_manager_factory`,
        `${core}.canonical_imports`,
      ),
      ...from('get_websocket_manager_factory', core, `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
      ...from('get_manager', `${core}.manager`, accessor, `${core}.canonical_import_patterns`),
      ...from('FactoryInitializationError', `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
      ...from('ConnectionLifecycleManager', `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
    ],
  },
};
