/** Marks our own elements in a page, so that watching the page leaves them out. */
export const hostAttribute = 'data-groent-lys';

/**
 * Events that stay in what is ours: the page's shortcuts, its watch over unsaved changes, its upload of what is pasted
 * and its hold on the focus in a dialog of its own are not meant for what is written here.
 */
export const kept = (
  'keydown keyup keypress beforeinput input paste copy cut compositionstart compositionupdate compositionend ' +
  'focusin focusout'
).split(' ');
