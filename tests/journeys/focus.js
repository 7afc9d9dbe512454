// What has the focus, and whether a ring or an edge shows it. Of a choice drawn as a button, its label is looked at too.
() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) { return { here: false }; }
  const named = one.id && document.querySelector(`label[for="${one.id}"]`);
  const around = [one, one.closest("label"), named, one.nextElementSibling, one.parentElement];
  const shows = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const what = [one.tagName, one.id, one.className, one.name || one.getAttribute("href") || ""].join(" ");
  return { here: true, seen: around.some((each) => each && shows(each)), what };
};
