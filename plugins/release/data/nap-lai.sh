#!/bin/sh
# Chạy bằng quyền root mỗi khi `current` đổi (cong-nap-lai.path gọi): lấy địa chỉ đã chuyển và chính sách CSP của bản đang đăng,
# kiểm từng dòng rồi mới chép vào thư mục của nginx, và nạp lại. Người đăng bài không ghi được cấu hình: dòng lạ là dừng.
set -eu
current=@CURRENT@
maps=@MAPS@
# thử khác đi khi kiểm tra
nginx=${CONG_NGINX:-nginx}
reload=${CONG_RELOAD:-systemctl reload nginx}
LC_ALL=C
export LC_ALL

release=$(cd -P -- "$current" && pwd)
new=$(mktemp -d)
trap 'rm -rf -- "$new"' EXIT

if [ -f "$release/@REDIRECTS@" ] && [ ! -L "$release/@REDIRECTS@" ]; then
    if grep -Evq '^"(/[A-Za-z0-9._-]+)+" "(/[A-Za-z0-9._-]+)+";$' "$release/@REDIRECTS@"; then
        echo "$release/@REDIRECTS@: có dòng lạ; không nạp." >&2
        exit 1
    fi
    cp -- "$release/@REDIRECTS@" "$new/chuyen-huong.map"
else
    : >"$new/chuyen-huong.map"
fi
policy=$(sed -n 's/^  @POLICY_NAME@: //p' "$release/@HEADERS_FILE@" | head -n 1)
case $policy in
    "" | *[!A-Za-z0-9\ \'+/=:\;*._-]*) echo "$release/@HEADERS_FILE@: chính sách lạ; không nạp." >&2; exit 1 ;;
esac
# đứng sau dòng default của cấu hình thì nginx từ chối, nên tệp này nói theo tên miền
printf '"~." "%s";\n' "$policy" >"$new/chinh-sach.map"

if cmp -s "$new/chuyen-huong.map" "$maps/chuyen-huong.map" && cmp -s "$new/chinh-sach.map" "$maps/chinh-sach.map"; then
    exit 0
fi
mkdir -p -- "$maps"
for name in chuyen-huong.map chinh-sach.map; do
    if [ -f "$maps/$name" ]; then cp -- "$maps/$name" "$new/$name.cu"; fi
    cp -- "$new/$name" "$maps/$name.moi"
    chmod 644 "$maps/$name.moi"
    mv -f -- "$maps/$name.moi" "$maps/$name"
done
if ! $nginx -t -q; then
    for name in chuyen-huong.map chinh-sach.map; do
        if [ -f "$new/$name.cu" ]; then cp -- "$new/$name.cu" "$maps/$name"; else rm -f -- "$maps/$name"; fi
    done
    echo "nginx không nhận cấu hình mới; giữ cấu hình cũ." >&2
    exit 1
fi
$reload
