// Categories of the corpus (corpus.py), and addresses in ASCII.
export const categories = ["Nghị quyết 05", "Tin hoạt động", "Mô hình tiêu biểu", "Gương điển hình", "Chuyển đổi số"];

export const slugOf = (text) =>
  text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-");
