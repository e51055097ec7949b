import type { Adapter } from '../adapter.ts';

/**
 * The official eForms fields: first by label key, then by label text. TED, the national renderings of eForms and the
 * generic reader share them; the numbers are business terms of Regulation (EU) 2019/1780.
 */
export const officialFields: Adapter['fields'] = {
  title: [
    { labelKey: 'BT-21', within: ['procedure'] },
    { label: 'title', within: ['procedure'] },
    { labelKey: 'BT-21-Procedure' },
    { label: 'title' },
  ],
  description: [
    { labelKey: 'BT-24', within: ['procedure'] },
    { label: 'description', within: ['procedure'] },
    { labelKey: 'BT-24-Procedure' },
    { label: 'description' },
  ],
  buyer: [
    { labelKey: 'BT-500', within: ['buyer'] },
    { label: 'buyer', within: ['buyer'] },
    { labelKey: 'BT-500' },
    { label: 'buyer' },
  ],
  buyerId: [
    { labelKey: 'BT-501', within: ['buyer'] },
    { label: 'buyerId', within: ['buyer'] },
    { labelKey: 'BT-501', within: ['organisation'] },
    { label: 'buyerId', within: ['organisation'] },
    { label: 'buyerId' },
  ],
  country: [
    { labelKey: 'BT-514', within: ['buyer'] },
    { labelKey: 'BT-514', within: ['organisation'] },
    { label: 'country', within: ['organisation'] },
    { label: 'country' },
  ],
  role: [],
  reference: [
    { labelKey: 'BT-22', within: ['procedure'] },
    { label: 'reference', within: ['procedure'] },
    { labelKey: 'BT-22-Procedure' },
    { label: 'reference' },
  ],
  procedureId: [{ labelKey: 'BT-04' }, { label: 'procedureId' }],
  publicationNumber: [{ labelKey: 'OPP-010' }, { label: 'publicationNumber' }],
  cpvMain: [
    { labelKey: 'BT-262', within: ['procedure'] },
    { label: 'cpvMain', within: ['procedure'] },
    { labelKey: 'BT-262-Procedure' },
    { label: 'cpvMain' },
  ],
  cpvAdditional: [
    { labelKey: 'BT-263', within: ['procedure'] },
    { label: 'cpvAdditional', within: ['procedure'] },
    { labelKey: 'BT-263-Procedure' },
    { label: 'cpvAdditional' },
  ],
  value: [
    { labelKey: 'BT-27', within: ['procedure'] },
    { label: 'value', within: ['procedure'] },
    { labelKey: 'BT-27-Procedure' },
    { label: 'value' },
  ],
  maximum: [
    { labelKey: 'BT-271', within: ['procedure'] },
    { label: 'maximum', within: ['procedure'] },
    { labelKey: 'BT-271-Procedure' },
    { label: 'maximum' },
  ],
  deadline: [{ labelKey: 'BT-131' }, { labelKey: 'BT-1311' }, { label: 'deadline' }],
  phase: [{ labelKey: 'BT-03' }, { labelKey: 'BT-02' }, { label: 'phase' }],
  language: [{ labelKey: 'BT-702' }, { label: 'language' }],
};
