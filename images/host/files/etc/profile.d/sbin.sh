# Debian's /etc/profile takes the folders of administration from a user's path; Ubuntu's leaves them.
PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
