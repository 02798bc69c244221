import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { presetNames } from '../../transforms/presets/index.ts';
import type { PresetName } from '../../transforms/presets/index.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** For each preset, what it makes of a file, line by line; the same line twice stays. */
const cases: readonly (readonly [preset: PresetName, file: string, lines: readonly (readonly [string, string])[]])[] = [
  [
    'airflow-3',
    'dags/a.py',
    [
      [
        'from airflow.operators.python import PythonOperator',
        'from airflow.providers.standard.operators.python import PythonOperator',
      ],
      ['from airflow.models.dag import DAG', 'from airflow.sdk import DAG'],
      ['from airflow.datasets import Dataset', 'from airflow.sdk import Asset as Dataset'],
      ['from airflow.utils.dates import days_ago', 'from airflow.utils.dates import days_ago'],
    ],
  ],
  [
    'langchain-community',
    'a.py',
    [
      ['from langchain.chat_models import ChatOpenAI', 'from langchain_community.chat_models import ChatOpenAI'],
      ['from langchain.schema import Document', 'from langchain_core.documents import Document'],
      ['from langchain.chains import LLMChain', 'from langchain.chains import LLMChain'],
    ],
  ],
  [
    'django-5',
    'a.py',
    [
      [
        'from django.utils.translation import ugettext_lazy as _',
        'from django.utils.translation import gettext_lazy as _',
      ],
      ['from django.conf.urls import url', 'from django.urls import re_path as url'],
      ['from django.utils.http import urlquote', 'from urllib.parse import quote as urlquote'],
      [
        'from django.utils.encoding import python_2_unicode_compatible',
        'from django.utils.encoding import python_2_unicode_compatible',
      ],
    ],
  ],
  [
    'pydantic-2',
    'a.py',
    [
      ['from pydantic import BaseSettings', 'from pydantic_settings import BaseSettings'],
      ['from pydantic.error_wrappers import ValidationError', 'from pydantic import ValidationError'],
      ['from pydantic import ConstrainedStr', 'from pydantic import ConstrainedStr'],
    ],
  ],
  [
    'pep-585',
    'a.py',
    [
      ['from typing import Mapping', 'from collections.abc import Mapping'],
      ['from typing import Any, Optional', 'from typing import Any, Optional'],
      ['x: Mapping[str, Any]', 'x: Mapping[str, Any]'],
    ],
  ],
  [
    'unittest-mock',
    'a.py',
    [
      ['from mock import patch', 'from unittest.mock import patch'],
      ['import mockito', 'import mockito'],
    ],
  ],
  [
    'six-moves',
    'a.py',
    [
      ['from six.moves.urllib.parse import quote', 'from urllib.parse import quote'],
      ['from six.moves import reduce', 'from functools import reduce'],
      ['from six import text_type', 'from six import text_type'],
    ],
  ],
  [
    'mui-5',
    'a.tsx',
    [
      ["import Button from '@material-ui/core/Button';", "import Button from '@mui/material/Button';"],
      ["import { makeStyles } from '@material-ui/core/styles';", "import { makeStyles } from '@mui/styles';"],
      ["import AddIcon from '@material-ui/icons/Add';", "import AddIcon from '@mui/icons-material/Add';"],
      ["import { Other } from '@material-ui/other';", "import { Other } from '@material-ui/other';"],
    ],
  ],
  [
    'react-router-7',
    'a.tsx',
    [
      ["import { Link } from 'react-router-dom';", "import { Link } from 'react-router';"],
      ["import { RouterProvider } from 'react-router-dom';", "import { RouterProvider } from 'react-router/dom';"],
    ],
  ],
  [
    'lodash-es',
    'a.ts',
    [
      [
        "import get from 'lodash/get';\nimport { debounce } from 'lodash';",
        "import { get, debounce } from 'lodash-es';",
      ],
      ["import fp from 'lodash/fp';", "import fp from 'lodash/fp';"],
    ],
  ],
  [
    'rxjs-7',
    'a.ts',
    [
      ["import { map } from 'rxjs/operators';", "import { map } from 'rxjs';"],
      ["import { race } from 'rxjs/operators';", "import { race } from 'rxjs/operators';"],
    ],
  ],
];

test.each(cases)('%s moves what it says, and nothing else', (preset, file, lines) => {
  const text = (k: 0 | 1): string => lines.map((line) => `${line[k]}\n`).join('');
  root = makeFolder({ [file]: text(0) });
  const run = (command: string) => codemod(root, [command, '--preset', preset]);
  run('apply');
  expect(read(root, file)).toBe(text(1));
  expect(run('dry-run').stdout).toBe('');
});

test('each preset that data makes has such a case', () => {
  root = makeFolder({});
  const written = ['websocket-manager', 'websocket-manager-calls'];
  expect(cases.map(([preset]) => preset).toSorted()).toEqual(
    presetNames.filter((name) => !written.includes(name)).toSorted(),
  );
});

test('names that are gone are listed with what to do', () => {
  root = makeFolder({ 'a.py': 'from django.utils.encoding import python_2_unicode_compatible\n' });
  const { stderr } = codemod(root, ['check', '--preset', 'django-5']);
  expect(stderr + codemod(root, ['check', '--preset', 'django-5']).stdout).toContain('Python 3 needs none');
});
