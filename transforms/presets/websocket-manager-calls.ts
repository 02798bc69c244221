import type { UserConfig } from '../../src/model/config.ts';
import { accessor, core, facades, from, olderManagers, unified, websocketManager } from './websocket-manager.ts';

const manager = `${unified}:UnifiedWebSocketManager`;
const getManager = `${accessor}:get_websocket_manager`;

/** Calls of what is gone, takes anything, or always raises: by the arguments that they have. */
const called = { canonical: getManager, await: 'drop' } as const;
const byContext = { ...called, signature: '(user_context=None, mode=None)' };

const { python, ...others } = websocketManager;

/**
 * The second phase of the consolidation: the calls of the duplicates go to the one accessor, and what is used as a type
 * to the one class. The other moves are those of the first phase.
 */
export const websocketManagerCalls: UserConfig = {
  ...others,
  python: {
    map: [
      {
        // One class, whose instances only the accessor hands out.
        canonical: manager,
        legacy: [
          manager,
          ...from('UnifiedWebSocketManager', ...facades, accessor),
          ...from('WebSocketManager', ...facades, unified),
          ...from('_UnifiedWebSocketManagerImplementation', unified, accessor),
        ],
        calls: {
          ...called,
          signature: '(mode=None, user_context=None, config=None, _ssot_authorization_token=None)',
          drop: ['_ssot_authorization_token'],
        },
      },
      {
        canonical: manager,
        legacy: olderManagers,
        calls: byContext,
      },
      {
        // A factory class with the manager's interface, every call of which raises; elsewhere it is used as the manager.
        canonical: manager,
        legacy: [...from('WebSocketManager', accessor), ...from('_WebSocketManagerFactory', accessor)],
        replaces: true,
        differs: 'Every call of the factory class raises, whatever its arguments. Calls go to the accessor.',
        calls: {
          ...called,
          signature: '(user_context=None, mode=None, _ssot_authorization_token=None)',
          drop: ['_ssot_authorization_token'],
        },
      },
      {
        canonical: manager,
        legacy: from(
          'IsolatedWebSocketManager',
          core,
          `${core}.websocket_manager_factory`,
          `${core}.canonical_imports`,
        ),
        replaces: true,
        differs: 'The accessor hands out one manager for each user, as this class was meant to.',
        calls: byContext,
      },
      {
        canonical: manager,
        legacy: [
          ...from('WebSocketManagerAdapter', `${core}.migration_adapter`),
          ...from('_LegacyWebSocketManagerAdapter', `${core}.migration_adapter`),
        ],
        replaces: true,
        differs: 'The adapter takes no context, and its methods make managers that nobody may make.',
        calls: { ...called, signature: '()' },
      },
      {
        canonical: getManager,
        legacy: [
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
          ...from('get_manager', `${core}.manager`, accessor, `${core}.canonical_import_patterns`),
        ],
        replaces: true,
        differs: 'Some of them are async and some are not, and one gives a context. Calls are rewritten one by one.',
        calls: byContext,
      },
      {
        canonical: getManager,
        legacy: from('get_legacy_websocket_manager', core, `${core}.migration_adapter`),
        replaces: true,
        differs: 'It took no context, and gave an adapter whose methods raise.',
        calls: { ...called, signature: '()' },
      },
      {
        // Objects that make managers by their methods. Where nothing else is done with one, it goes.
        canonical: getManager,
        legacy: [
          ...from(
            'get_websocket_manager_factory',
            core,
            `${core}.websocket_manager_factory`,
            `${core}.canonical_imports`,
          ),
          ...from(
            'WebSocketManagerFactory',
            core,
            accessor,
            `${core}.websocket_manager_factory`,
            `${core}.canonical_imports`,
          ),
        ],
        replaces: true,
        differs:
          'It makes an object, some of whose methods make managers, and others do not. Calls are rewritten one by one.',
        calls: { ...byContext, creates: ['create_manager', 'get_manager', 'create_websocket_manager'] },
      },
      ...(python?.map ?? []).filter(({ canonical }) => canonical !== manager),
    ],
    unmapped: [
      // An error that nothing raises any more, and a class without a successor.
      ...from('FactoryInitializationError', `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
      ...from('ConnectionLifecycleManager', `${core}.websocket_manager_factory`, `${core}.canonical_imports`),
    ],
  },
};
