import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue';

/** Width and height of an element in CSS pixels, from its mounting on; 0 before. */
export function useSize(
  element: Readonly<ShallowRef<HTMLElement | null>>,
): Readonly<ShallowRef<{ readonly width: number; readonly height: number }>> {
  const size = shallowRef({ width: 0, height: 0 });
  const measure = (): void => {
    const { clientWidth: width = 0, clientHeight: height = 0 } = element.value ?? {};
    if (width !== size.value.width || height !== size.value.height) size.value = { width, height };
  };
  const observer = new ResizeObserver(measure);
  onMounted(() => {
    measure();
    if (element.value) observer.observe(element.value);
  });
  onUnmounted(() => {
    observer.disconnect();
  });
  return size;
}
