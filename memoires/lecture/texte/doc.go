// Package texte reads the words of a PDF, a PNG or a JPEG with their places: the text of a PDF
// through PDFium in WebAssembly, the rest by OCR in French through the program tesseract after
// preprocessing in Go (orientation, skew, shadow, noise, table rules).
//
// Files come from strangers, so the whole reading happens in a child process: this very program
// started again with the variable CLAUDIA_LECTEUR set (see EstEnfant and ChildMain, which main and
// TestMain call first). The file goes in by stdin, JSON comes out by stdout; the child has no file
// name, no network use, limits on memory and processor time, and its whole process group is killed
// when the time is over. A child that dies is a fault for the caller, never a crash.
//
// What is refused, by content and never by name: other types than PDF, PNG and JPEG, empty and
// over-long files, images over 40 megapixels before they are decoded (promises.md M22), PDFs that
// are encrypted, active (JavaScript, Launch, embedded files, XFA) or of more than 500 pages.
//
// Faults: fichier_vide, fichier_trop_gros, type_refuse, fichier_abime, pdf_protege, pdf_actif,
// pdf_complexe, image_trop_grande, ocr_absent, lecture_trop_longue, lecture_impossible.
package texte
